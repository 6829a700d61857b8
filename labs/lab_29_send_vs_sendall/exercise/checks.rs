//! What is tried with a client that sends all through a socket that does not wait.

use std::{fs, io, net::SocketAddrV4, path::Path};

use crate::{
    bench::{Bench, Difference, Fault, Peer, Program, Stop, Wanted},
    text::Text,
    trace::TcpState,
};

/// More than the buffers of both ends have room for.
const LARGE: usize = 8 << 20;

/// The receive buffer of a slow reader.
const NARROW: usize = 64 << 10;

const BLOCKING: Text = Text::new(
    "The reader reads nothing, the buffers are full, and the program's socket has no O_NONBLOCK: it sits in a send that \
     waits.",
    "对方什么也不读，缓冲区都满了，而程序的套接字没有 O_NONBLOCK：它卡在一次会等待的 send 里。",
);

pub(super) fn small(bench: &mut Bench) -> Result<(), Stop> {
    let mut message = bench.bytes(2000);
    // As no text has them, wherever the random bytes lead to.
    message.extend(b"\r\n\0\xff\xfe  \n");
    let (program, reader) = sending(bench, &message)?;
    reader.expect(&message)?;
    reader.expect_end()?;
    reader.close();
    program.expect_exit(Wanted::Success)
}

pub(super) fn large(bench: &mut Bench) -> Result<(), Stop> {
    let message = large_message(bench);
    let (program, reader) = sending(bench, &message)?;
    let mut read = Vec::new();
    for _ in 0..4 {
        reader.let_it_fill()?;
        read.extend(reader.receive(NARROW)?);
    }
    read.extend(reader.receive_to_end(2 * LARGE)?);
    if read != message {
        let difference = Difference::between(&message, &read);
        let cut = message.starts_with(&read);
        return Err(bench.blame(if cut { Fault::ClosedEarly(difference) } else { Fault::WrongBytes(difference) }));
    }
    reader.close();
    program.expect_exit(Wanted::Success)
}

pub(super) fn non_blocking(bench: &mut Bench) -> Result<(), Stop> {
    let (program, reader) = sending(bench, &vec![b'x'; LARGE])?;
    reader.let_it_fill()?;
    // It has come to rest there, and is not about to give up. If it never rests, that is for the next check to say.
    match program.expect_rest() {
        Err(Stop::Fault(finding)) if matches!(finding.fault, Fault::Busy { .. }) => {}
        rested => rested?,
    }
    if far_end_is_nonblocking(&reader)? { Ok(()) } else { Err(Fault::other("blocking", BLOCKING).into()) }
}

pub(super) fn no_busy_loop(bench: &mut Bench) -> Result<(), Stop> {
    let (program, reader) = sending(bench, &vec![b'x'; LARGE])?;
    reader.let_it_fill()?;
    program.expect_rest()?;
    // And while it waits for the reader's end.
    reader.receive_to_end(2 * LARGE)?;
    program.expect_rest()
}

pub(super) fn reader_resets(bench: &mut Bench) -> Result<(), Stop> {
    let (program, reader) = sending(bench, &vec![b'x'; LARGE])?;
    reader.let_it_fill()?;
    reader.receive(1000)?;
    reader.reset()?;
    program.expect_exit(Wanted::Failure)
}

pub(super) fn late_reset(bench: &mut Bench) -> Result<(), Stop> {
    let (program, reader) = sending(bench, &bench.bytes(2000))?;
    // All is here, the end too. A program that does not end its half is for other checks to find.
    bench.wait(|| Ok(reader.socket().tcp_info()?.state == TcpState::CloseWait))?;
    reader.reset()?;
    program.expect_exit(Wanted::Failure)
}

/// Random bytes in an order that does not repeat itself: a block that begins at another place each time.
fn large_message(bench: &Bench) -> Vec<u8> {
    const BLOCK: usize = 256 << 10;
    let mut block = bench.bytes(BLOCK);
    let mut message = Vec::with_capacity(LARGE);
    while message.len() < LARGE {
        message.extend(&block);
        block.rotate_left(bench.random(|rng| rng.usize(1..BLOCK)));
    }
    message
}

/// The program, started with this message as its standard input, and the end of its connection that reads slowly.
fn sending(bench: &Bench, message: &[u8]) -> Result<(Program, Peer), Stop> {
    let listener = bench.listen_with("slow receiver", Some(NARROW))?;
    let mut program = bench.program().with_input().start()?;
    program.write(message);
    program.end_input();
    let reader = listener.accept()?;
    Ok((program, reader))
}

/// Whether the program's end of the connection has `O_NONBLOCK`. The kernel shows the flags of every file that a process
/// has open (`proc_pid_fdinfo(5)`); only Linux does.
fn far_end_is_nonblocking(reader: &Peer) -> io::Result<bool> {
    /// open(2); the same number on all processors but MIPS, SPARC and Alpha.
    const O_NONBLOCK: u32 = 0o4000;
    let not_shown = || io::Error::other("look up the flags of the program's socket: the kernel does not show them");
    let socket = format!("socket:[{}]", far_inode(reader)?.ok_or_else(not_shown)?);
    let flags = fs::read_dir("/proc")?.filter_map(Result::ok).find_map(|process| {
        let process = process.path();
        // Other people's processes cannot be looked into, and what is no process has no files.
        let files = fs::read_dir(process.join("fd")).ok()?.filter_map(Result::ok);
        let file =
            files.map(|file| file.path()).find(|file| fs::read_link(file).is_ok_and(|to| to == Path::new(&socket)))?;
        let info = fs::read_to_string(process.join("fdinfo").join(file.file_name()?)).ok()?;
        let flags = info.lines().find_map(|line| line.strip_prefix("flags:"))?;
        u32::from_str_radix(flags.trim(), 8).ok()
    });
    Ok(flags.ok_or_else(not_shown)? & O_NONBLOCK != 0)
}

/// The number of the program's socket, from the kernel's table of connections (`proc_net(5)`, `tcp`).
fn far_inode(reader: &Peer) -> io::Result<Option<String>> {
    let socket = reader.socket().inner();
    // The table has addresses as the processor has them in memory.
    let hexadecimal = |address: Option<SocketAddrV4>| {
        address.map(|v4| format!("{:08X}:{:04X}", u32::from_ne_bytes(v4.ip().octets()), v4.port()))
    };
    let ends = [socket.peer_addr()?, socket.local_addr()?].map(|address| hexadecimal(address.as_socket_ipv4()));
    let table = fs::read_to_string("/proc/net/tcp")?;
    Ok(table.lines().find_map(|row| {
        let fields: Vec<&str> = row.split_whitespace().collect();
        let same = ends.iter().zip(fields.get(1..3)?).all(|(end, field)| end.as_deref() == Some(*field));
        if same { fields.get(9).map(|inode| (*inode).to_owned()) } else { None }
    }))
}
