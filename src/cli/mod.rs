//! stub
pub fn main() -> std::process::ExitCode {
    let m = crate::messages::Messages::new(crate::text::Lang::ZhCn);
    println!("{}", crate::say!(m, "list-title"));
    let lab = &crate::labs::ALL[0];
    let a: Vec<String> = std::env::args().collect();
    if a.get(1).is_some_and(|x| x == crate::runner::isolated::COMMAND) {
        let plan = crate::runner::Plan::new(lab, crate::runner::Place::Host);
        println!("{}", crate::runner::isolated::answer(lab, &plan).unwrap());
        return 0.into();
    }
    let r = crate::runner::run(
        lab,
        &crate::runner::Plan::new(lab, crate::runner::Place::Isolated(std::env::current_exe().unwrap())),
    );
    println!("{r:#?}");
    0.into()
}
