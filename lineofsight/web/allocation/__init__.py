"""Allocation: who waits for a worker, who has room, who may hold which child; handing over; safe staffing."""
