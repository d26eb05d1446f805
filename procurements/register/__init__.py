"""The register of planned and running purchases: comply or explain (docs/decisions/0026)."""
