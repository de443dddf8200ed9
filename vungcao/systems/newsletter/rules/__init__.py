"""Pace, reports of delivery, and what a letter says: plain Python without database or clock."""
