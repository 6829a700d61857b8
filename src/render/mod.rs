//! Shows traces and reports.

pub mod stable {
    //! stub
    /// stub
    pub fn scene(report: &crate::runner::SceneReport) -> String {
        format!("{:?}", report.run.trace.observations)
    }
}
