"""What readers write below articles and about pages, screened before anybody sees it (S15)."""
