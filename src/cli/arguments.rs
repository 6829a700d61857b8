//! The command line as clap reads it. One definition feeds the parser, the help, the completions and the manual page;
//! the words of the help stand in the catalogue under `help-..`.

use std::{ffi::OsString, path::PathBuf};

use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::{
    grade::{
        engine::Engine,
        export,
        shard::{MAX_SHARDS, Shard},
    },
    messages::Messages,
    say,
    text::Lang,
};

#[derive(Parser)]
#[command(
    name = "socklab",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<LangChoice>,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub(super) help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub(super) version: Option<bool>,
    #[arg(long)]
    pub(super) plain: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Subcommand)]
pub(super) enum Command {
    List {
        #[arg(long, default_value = "text")]
        format: Format,
    },
    Show {
        #[arg(value_name = "LAB")]
        lab: String,
    },
    Predict {
        #[arg(value_name = "LAB")]
        lab: String,
    },
    Run(RunArguments),
    Init {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    Check(CheckArguments),
    Watch(WatchArguments),
    Hint {
        #[arg(value_name = "EXERCISE")]
        exercise: String,
        #[arg(value_name = "CHECK")]
        check: Option<String>,
    },
    Solution {
        #[arg(value_name = "EXERCISE")]
        exercise: String,
        #[arg(long, value_name = "LANGUAGE", default_value = "rust")]
        language: Language,
        #[arg(long)]
        anyway: bool,
    },
    Reset {
        #[arg(value_name = "EXERCISE")]
        exercise: String,
    },
    Grade(GradeArguments),
    Doctor {
        #[arg(long, default_value = "text")]
        format: Format,
    },
    #[command(arg_required_else_help = false)]
    Dev {
        #[command(subcommand)]
        command: DevCommand,
    },
    Completions {
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    Man {
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

#[derive(clap::Args)]
pub(super) struct RunArguments {
    #[arg(value_name = "LAB", required = true)]
    pub(super) labs: Vec<String>,
    #[arg(long, value_name = "SCENE")]
    pub(super) scene: Option<String>,
    #[arg(long, value_name = "KNOB=VALUE")]
    pub(super) set: Vec<String>,
    #[arg(long)]
    pub(super) steps: bool,
    #[arg(long)]
    pub(super) no_isolate: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    #[arg(long, value_name = "FILE")]
    pub(super) pcap: Option<PathBuf>,
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
}

#[derive(clap::Args)]
pub(super) struct CheckArguments {
    #[arg(value_name = "EXERCISE")]
    pub(super) exercise: String,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) port: Option<u16>,
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
    #[arg(long, value_name = "ID")]
    pub(super) check: Option<String>,
    #[arg(long)]
    pub(super) no_isolate: bool,
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
    #[arg(value_name = "COMMAND", last = true)]
    pub(super) command: Vec<OsString>,
}

#[derive(clap::Args)]
pub(super) struct WatchArguments {
    #[arg(value_name = "EXERCISE")]
    pub(super) exercise: Option<String>,
    #[arg(long)]
    pub(super) poll: bool,
    #[arg(long)]
    pub(super) no_isolate: bool,
}

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, arg_required_else_help = false)]
pub(super) struct GradeArguments {
    #[command(flatten)]
    pub(super) run: Option<GradeRun>,
    #[command(subcommand)]
    pub(super) command: Option<GradeCommand>,
}

#[derive(clap::Args)]
pub(super) struct GradeRun {
    #[arg(value_name = "DIR", required = true)]
    pub(super) dir: PathBuf,
    #[arg(long, value_name = "OUT", required = true)]
    pub(super) out: PathBuf,
    #[arg(long, value_name = "EXERCISE")]
    pub(super) exercise: Vec<String>,
    #[arg(long, value_name = "STUDENT")]
    pub(super) student: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    #[arg(long, value_name = "I/N", default_value_t = Shard::WHOLE)]
    pub(super) shard: Shard,
    #[arg(long)]
    pub(super) resume: bool,
    #[arg(long)]
    pub(super) require_sandbox: bool,
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) seed: u64,
}

#[derive(Subcommand)]
pub(super) enum GradeCommand {
    Merge {
        #[arg(value_name = "OUT", required = true)]
        from: Vec<PathBuf>,
        #[arg(long, value_name = "OUT")]
        out: PathBuf,
    },
    Export {
        #[arg(value_name = "OUT")]
        out: PathBuf,
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
        format: String,
        #[arg(long, value_name = "STUDENT")]
        student: Option<String>,
    },
    Engine {
        #[arg(value_name = "ENGINE", value_parser = engines())]
        engine: String,
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_SHARDS)))]
        shards: u32,
        #[arg(long, value_name = "OUT", default_value = "graded")]
        out: PathBuf,
        #[arg(long)]
        require_sandbox: bool,
    },
}

/// What runs jobs on many machines, by its names.
fn engines() -> clap::builder::PossibleValuesParser {
    Engine::ALL.map(Engine::name).into()
}

/// The formats of a class's report, by their names.
fn formats() -> clap::builder::PossibleValuesParser {
    export::FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().into()
}

#[derive(Subcommand)]
pub(super) enum DevCommand {
    Check,
    Stamp,
    Soak {
        #[arg(value_name = "LAB")]
        labs: Vec<String>,
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
        runs: u32,
        #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(0..=256))]
        load: u16,
        #[arg(long)]
        no_isolate: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// A language that solutions are written in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    Rust,
    Python,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangChoice {
    En,
    #[value(name = "zh-CN")]
    ZhCn,
}

impl LangChoice {
    pub(super) fn lang(self) -> Lang {
        match self {
            LangChoice::En => Lang::En,
            LangChoice::ZhCn => Lang::ZhCn,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// The definition with every word of its help in the catalogue's language.
pub(super) fn command(messages: &Messages) -> clap::Command {
    let heading = say!(messages, "help-heading-usage");
    let template = format!("{{about-with-newline}}\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}");
    localised(Arguments::command(), "help", &template, messages)
}

fn localised(command: clap::Command, key: &str, template: &str, messages: &Messages) -> clap::Command {
    let words = |key: &str| messages.find(key).unwrap_or_else(|| panic!("the catalogue has no {key}"));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .about(words(key))
        .help_template(template.to_owned())
        .subcommand_help_heading(say!(messages, "help-heading-commands"))
        .mut_args(|argument| localised_argument(argument, key, messages));
    for name in names {
        command = command.mut_subcommand(&name, |sub| localised(sub, &format!("{key}-{name}"), template, messages));
    }
    command
}

fn localised_argument(argument: clap::Arg, key: &str, messages: &Messages) -> clap::Arg {
    let id = argument.get_id().as_str().replace('_', "-");
    let words = messages.find(&format!("{key}-{id}")).or_else(|| messages.find(&format!("help-{id}")));
    let mut words = words.unwrap_or_else(|| panic!("the catalogue has no {key}-{id}"));
    let takes_values = argument.get_action().takes_values();
    let mut argument = argument;
    if takes_values {
        // clap would write these two in English only.
        let values: Vec<String> =
            argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !values.is_empty() {
            words += &say!(messages, "help-possible-values", values = values.join(", "));
        }
        if let Some(default) = argument.get_default_values().first() {
            words += &say!(messages, "help-default", value = default.to_string_lossy().into_owned());
        }
        argument = argument.hide_possible_values(true).hide_default_value(true);
    }
    let heading = if argument.is_positional() {
        say!(messages, "help-heading-arguments")
    } else {
        say!(messages, "help-heading-options")
    };
    // The options that every command has come last.
    let argument = if argument.is_global_set() { argument.display_order(1000) } else { argument };
    argument.help(words).help_heading(heading)
}
