"""Many worlds by design: study files, sensitivity of results to what nobody knows."""
