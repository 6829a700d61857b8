//! The messages of lab 34: a command is a line; an answer is a length and then the output.

// ANCHOR: codec
/// The longest command that a server takes, in bytes, and the longest answer that a client takes.
pub(super) const LONGEST_COMMAND: usize = 4096;
pub(super) const LONGEST_ANSWER: usize = 1 << 20;

/// A command as it is sent: text that ends with a newline.
pub(super) fn command(text: &str) -> Vec<u8> {
    [text.as_bytes(), b"\n"].concat()
}

/// An answer as it is sent: the length in four bytes, Python's `struct.pack('<i', length)`, then standard output, then
/// standard error.
pub(super) fn answer(stdout: &[u8], stderr: &[u8]) -> Result<Vec<u8>, Malformed> {
    let length = i32::try_from(stdout.len() + stderr.len()).map_err(|_| Malformed::LongAnswer)?;
    Ok([&length.to_le_bytes(), stdout, stderr].concat())
}

/// What has come and has not been taken yet, whatever pieces it came in.
#[derive(Debug, Default)]
pub(super) struct Incoming(Vec<u8>);

impl Incoming {
    /// Adds what a read gave.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Takes the next command, without its newline; `None` until all of it has come.
    pub(super) fn command(&mut self) -> Result<Option<Vec<u8>>, Malformed> {
        let end = self.0.iter().position(|&byte| byte == b'\n');
        if end.unwrap_or(self.0.len()) > LONGEST_COMMAND {
            return Err(Malformed::LongCommand);
        }
        Ok(end.map(|end| {
            let rest = self.0.split_off(end + 1);
            let mut line = std::mem::replace(&mut self.0, rest);
            line.pop();
            line
        }))
    }

    /// Takes the next answer; `None` until all of it has come. The length is only believed if it is sensible, and no
    /// memory is set aside for it.
    pub(super) fn answer(&mut self) -> Result<Option<Vec<u8>>, Malformed> {
        let Some((header, body)) = self.0.split_first_chunk() else { return Ok(None) };
        let announced = i32::from_le_bytes(*header);
        let length = usize::try_from(announced).ok().filter(|&length| length <= LONGEST_ANSWER);
        let length = length.ok_or(Malformed::Length(announced))?;
        if body.len() < length {
            return Ok(None);
        }
        let rest = self.0.split_off(header_and(length));
        Ok(Some(std::mem::replace(&mut self.0, rest).split_off(header_and(0))))
    }
}

fn header_and(length: usize) -> usize {
    size_of::<i32>() + length
}
// ANCHOR_END: codec

/// Why a message was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Malformed {
    /// The header says that the answer has a negative length, or more bytes than a client takes.
    #[error("an answer of {0} bytes")]
    Length(i32),
    /// The output is too long for the header.
    #[error("an output longer than its header can say")]
    LongAnswer,
    /// No newline in so many bytes.
    #[error("a command of more than {LONGEST_COMMAND} bytes")]
    LongCommand,
}

impl From<Malformed> for std::io::Error {
    fn from(malformed: Malformed) -> std::io::Error {
        std::io::Error::new(std::io::ErrorKind::InvalidData, malformed)
    }
}
