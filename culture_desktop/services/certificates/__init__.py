"""Certificates: designs and their versions, batches out of lists, the register of what was printed."""
