"""Processes killed, packets repeated, disks full: nothing committed is lost."""
