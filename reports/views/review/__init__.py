"""The office reviews reports: queue, page, decisions."""
