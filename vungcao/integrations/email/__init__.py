"""E-mail by SMTP, and the simulated mailbox of the demo."""
