//! The interactive lab: its screens, its keys, and whole sessions in a real terminal.

mod keys;
mod plain;
mod recorded;
mod screens;
#[cfg(unix)]
mod terminal;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{Terminal, backend::TestBackend, buffer::Cell};
use socklab::{
    labs,
    text::Lang,
    tui::{App, Effect, Input, Setup},
    workspace::progress::Progress,
};
use unicode_width::UnicodeWidthStr;

/// The interactive lab on a screen of memory. Runs come from [`recorded`].
struct Desk {
    app: App,
    terminal: Terminal<TestBackend>,
    /// What was asked for and is not done by the desk itself, newest last.
    effects: Vec<Effect>,
}

impl Desk {
    fn new(setup: Setup, columns: u16, rows: u16) -> Desk {
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        Desk { app: App::new(setup), terminal, effects: Vec::new() }
    }

    /// Without progress or workspace, with colours and Unicode.
    fn setup(lang: Lang) -> Setup {
        Setup { lang, unicode: true, colour: true, progress: Progress::default(), workspace: None }
    }

    fn on(&mut self, input: Input) {
        let mut effects = self.app.on(input, std::time::Duration::ZERO);
        while !effects.is_empty() {
            match effects.remove(0) {
                Effect::Run { ticket, lab, settings } if recorded::has(lab.number) => {
                    let report = Box::new(recorded::run(lab.number, &settings));
                    effects.extend(self.app.on(Input::Ran { ticket, report }, std::time::Duration::ZERO));
                }
                other => self.effects.push(other),
            }
        }
        self.draw();
    }

    fn press(&mut self, code: KeyCode) {
        self.on(Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn type_keys(&mut self, letters: &str) {
        letters.chars().for_each(|letter| self.press(KeyCode::Char(letter)));
    }

    /// Opens a lab by way of the search.
    fn open(&mut self, number: u8) {
        self.type_keys(&format!("/{number}"));
        self.press(KeyCode::Enter);
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
    }

    /// The screen as text, a line a row, without the spaces that end it. What stands in the cell that a wide character
    /// covers is passed over, as a terminal does.
    fn screen(&mut self) -> String {
        // A terminal blanks what a wide character covers; this one keeps it, and would show it again later.
        self.terminal.clear().unwrap();
        self.draw();
        let buffer = self.terminal.backend().buffer();
        let row = |row: &[Cell]| {
            let (mut text, mut column) = (String::new(), 0);
            while let Some(cell) = row.get(column) {
                text.push_str(cell.symbol());
                column += cell.symbol().width().max(1);
            }
            text.trim_end().to_owned() + "\n"
        };
        buffer.content.chunks(usize::from(buffer.area.width).max(1)).map(row).collect()
    }
}

fn lab(number: u8) -> &'static socklab::lab::Lab {
    labs::ALL.iter().find(|lab| lab.number == number).unwrap()
}
