"""What every request to REST goes through, named by the settings: reading, filtering, paging."""
