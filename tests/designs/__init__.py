"""Tests of study files, their designs, their runner and their indices."""
