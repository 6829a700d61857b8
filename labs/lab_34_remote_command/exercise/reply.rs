//! The reply of both exercises: four bytes of length and then the output.

use crate::{
    bench::{Fault, Peer, Stop},
    text::Text,
};

/// Longer than any output that a check asks for: no length beyond it was meant as one.
const BELIEVABLE: i32 = 16 << 20;

/// A reply as it is sent.
pub(super) fn reply(output: &[u8]) -> Vec<u8> {
    let length = i32::try_from(output.len()).unwrap_or(i32::MAX);
    [&length.to_le_bytes()[..], output].concat()
}

/// Demands a reply with this output. The next one may have come with it.
pub(super) fn expect_reply(client: &Peer, output: &[u8]) -> Result<(), Stop> {
    let whole = reply(output);
    let finding = match client.expect(&whole) {
        Err(Stop::Fault(finding)) => finding,
        other => return other,
    };
    match &finding.fault {
        Fault::WrongBytes(difference) if difference.at < size_of::<i32>() => {}
        _ => return Err(Stop::Fault(finding)),
    }
    // The length is wrong. It may be right for an output that is wrong, and then that is the thing to say.
    let header: Vec<u8> = client.receive(size_of::<i32>())?;
    let announced = header.first_chunk().map_or(0, |bytes| i32::from_le_bytes(*bytes));
    if (0..=BELIEVABLE).contains(&announced) {
        client.expect(output)?;
    }
    let says = Text::new(
        "The first four bytes of the reply do not say how many bytes of output there are.",
        "回答最前面的四个字节，说的不是输出有多少个字节。",
    );
    Err(Fault::other("wrong-length", says).but(length(output.len(), &whole), length(announced, &header)).into())
}

/// A length and its four bytes.
fn length(number: impl std::fmt::Display, bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{number} ({})", bytes.join(" "))
}
