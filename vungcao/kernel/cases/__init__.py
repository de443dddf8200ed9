"""Cases: numbered affairs with parties, a clock in working time, a holder and chained events."""
