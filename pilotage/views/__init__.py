"""Pages of the pilot in the frame of the admin, and the reports in the space of the committee."""
