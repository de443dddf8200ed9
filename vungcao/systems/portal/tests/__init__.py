"""The portal's behaviour, one file per matter."""
