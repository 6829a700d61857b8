//! The command line.

use std::process::ExitCode;

use crate::{labs, runner};

/// A first form: `socklab NUMBER` runs a lab and prints the report as Rust sees it.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |text: Option<&String>| text.and_then(|text| text.parse::<u8>().ok()).unwrap_or(8);
    let lab = |number: u8| labs::ALL.iter().find(|lab| lab.number == number).unwrap_or(&labs::ALL[0]);
    if arguments.first().is_some_and(|first| first == runner::isolated::COMMAND) {
        let lab = lab(number(arguments.get(1)));
        let mut plan = runner::Plan::new(lab, runner::Place::Host);
        plan.scene = arguments.get(3).and_then(|slug| lab.scene(slug)).map(|scene| scene.slug);
        for (name, value) in arguments.iter().skip(4).filter_map(|knob| knob.split_once('=')) {
            plan.settings = plan.settings.with(name, value).expect("checked by the parent");
        }
        println!("{}", runner::isolated::answer(lab, &plan).expect("a report that serialises"));
        return ExitCode::SUCCESS;
    }
    let lab = lab(number(arguments.first()));
    let program = std::env::current_exe().expect("the path of this program");
    println!("{:#?}", runner::run(lab, &runner::Plan::new(lab, runner::Place::Isolated(program))));
    ExitCode::SUCCESS
}
