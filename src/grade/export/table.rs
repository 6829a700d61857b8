//! Rows of cells as CSV (RFC 4180), which a spreadsheet opens without running any of them.

/// The rows as one text, each ended by CR LF.
pub(super) fn text<Row: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = Row>) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("rows of one length, and memory takes them");
    }
    writer.into_inner().expect("memory takes what is written")
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV Injection): an apostrophe makes it text.
pub(super) fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_a_formula_becomes_text_and_any_other_stays() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(defused(formula), format!("'{formula}"));
        }
        for plain in ["", "alice", "a=1", "'=1", "1-1"] {
            assert_eq!(defused(plain), plain);
        }
    }
}
