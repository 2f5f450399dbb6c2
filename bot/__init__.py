"""Forthright: a peer-support bot that explains privacy first and never loses a cry for help."""
