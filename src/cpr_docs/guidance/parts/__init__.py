"""The parts that several forms of the guidance have."""
