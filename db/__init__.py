"""What is true: the words, the tables, every SELECT and every INSERT."""
