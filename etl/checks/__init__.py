"""Rules about what a file says, one function a rule; each names the rows that break it and goes on."""
