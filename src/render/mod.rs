//! Shows traces and reports.
