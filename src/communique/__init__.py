"""Reads the overlapping news coverage of a negotiation and keeps one sourced record of it."""
