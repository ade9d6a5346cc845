"""What is stored stays whole: under kill -9, on a full disk, with two who write at once, and for whoever reads meanwhile."""
