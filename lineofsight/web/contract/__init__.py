"""Council and trust: two bodies on one record; what the contract measures, remedies, and quarterly reports."""
