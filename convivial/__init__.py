"""Convivial: a workspace in which communicators run an organisation's social media."""

__version__ = "0.1.0"
