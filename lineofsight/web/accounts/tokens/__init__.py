"""Tokens: how a program signs in as a person, to read by the API, for as long as that person may."""
