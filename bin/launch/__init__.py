"""What stands behind bin/: the environment, the servers and the processes. Standard library only."""
