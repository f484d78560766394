"""Runners, which do the units of a batch: processes of this machine, or a Dask cluster."""
