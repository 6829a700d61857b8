//! What several files of tests share.

/// Says that a test could not be made on this host; a failure where `SOCKLAB_REQUIRE` demands what it needs.
#[track_caller]
#[expect(clippy::print_stdout, reason = "a skip is said")]
pub(crate) fn skipped(needs: &str, because: &str) {
    let required = std::env::var("SOCKLAB_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|name| name == needs), "{needs} is required: {because}");
    println!("skipped, for want of {needs}: {because}");
}
