-- Schema 1 of a store: an OGC GeoPackage 1.3 (OGC 12-128r17) with mapper's own tables.
-- Tables of the standard first; every table of ours has an integer primary key and is listed in gpkg_contents.
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));

CREATE TABLE presences (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, id TEXT NOT NULL, series TEXT, kind TEXT, sender TEXT,
  force TEXT, personnel TEXT, host TEXT, place TEXT, precision TEXT, low INTEGER, high INTEGER, count_text TEXT,
  status TEXT, "start" DATE, "end" DATE, start_basis TEXT, end_basis TEXT, last_reported DATE, derived BOOLEAN,
  disputed BOOLEAN, within TEXT, publishers TEXT, independent INTEGER, shape TEXT, corrected TEXT, data TEXT NOT NULL);
CREATE TABLE areas (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, shape TEXT NOT NULL UNIQUE);
CREATE TABLE places (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, id TEXT NOT NULL UNIQUE, name TEXT, precision TEXT,
  country TEXT, radius_m DOUBLE, shape TEXT, provenance TEXT, data TEXT NOT NULL);
CREATE TABLE claims (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, id TEXT NOT NULL, report_id TEXT NOT NULL,
  position INTEGER NOT NULL, quote TEXT, sender TEXT, force TEXT, personnel TEXT, count_low INTEGER,
  count_high INTEGER, count_text TEXT, place TEXT, host TEXT, precision TEXT, status TEXT, "when" TEXT, source TEXT,
  optional BOOLEAN, rule TEXT, published TEXT, day DATE, publisher TEXT, place_id TEXT, origin_id TEXT,
  data TEXT NOT NULL);
CREATE TABLE reports (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE,
  rules TEXT NOT NULL, title TEXT, publisher TEXT, published TEXT, day DATE, url TEXT, lang TEXT, origin TEXT,
  sender TEXT, story TEXT, text TEXT NOT NULL);
CREATE TABLE versions (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, report_id TEXT NOT NULL, digest TEXT NOT NULL,
  replaced_by TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE rejected (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, report_id TEXT, source TEXT NOT NULL, position TEXT NOT NULL,
  reason TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE unmapped (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, claim_id TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE corrections (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE, action TEXT NOT NULL, claim_id TEXT NOT NULL,
  applies_to TEXT, state TEXT NOT NULL, report_id TEXT NOT NULL, digest TEXT NOT NULL, quote TEXT NOT NULL,
  was TEXT NOT NULL, fields TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE copies (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, similarity DOUBLE NOT NULL,
  UNIQUE (one, other));
CREATE TABLE signatures (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, report_id TEXT NOT NULL UNIQUE, hashes BLOB NOT NULL);
CREATE TABLE bands (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, bucket INTEGER NOT NULL, report_id TEXT NOT NULL);
CREATE TABLE meta (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE migrations (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE);
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
CREATE INDEX claims_report ON claims (report_id);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX reports_url ON reports (url) WHERE url <> '';
CREATE INDEX bands_bucket ON bands (bucket);
CREATE INDEX bands_report ON bands (report_id);
CREATE INDEX copies_other ON copies (other);
CREATE INDEX rejected_report ON rejected (report_id);
CREATE VIEW presence_areas AS
  SELECT p.fid AS fid, a.geom AS geom, p.id AS id, p.kind AS kind, p.sender AS sender, p.force AS force,
    p.personnel AS personnel, p.host AS host, p.place AS place, p.precision AS precision, p.low AS low, p.high AS high,
    p.count_text AS count_text, p.status AS status, p."start" AS "start", p."end" AS "end",
    p.last_reported AS last_reported, p.disputed AS disputed, p.publishers AS publishers
  FROM presences p JOIN areas a ON a.shape = p.shape;
