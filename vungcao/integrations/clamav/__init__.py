"""The antivirus ClamAV, spoken to as clamd."""
