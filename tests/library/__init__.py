"""Shipped data: what the files say, and that every number says where it comes from."""
