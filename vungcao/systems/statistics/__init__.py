"""S1: indicators, forms, and the figures that communes and sở enter, send and correct."""
