"""When discussions are open, what a text may hold, how comments move: plain Python."""
