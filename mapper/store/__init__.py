"""Store: reports, claims and corrections kept in one GeoPackage."""
