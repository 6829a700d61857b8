//! Open files, handed to another process by a UNIX socket (unix(7), `SCM_RIGHTS`).
#![expect(unsafe_code, reason = "a received descriptor is a number until it is taken into possession")]

use std::{
    io,
    os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd},
};

use socket2::{MaybeUninitSlice, MsgHdr, MsgHdrMut, Socket};

use super::{Room, system::control_messages};

/// The longest message: what the kernel lets an ordinary user queue by default, roughly.
const LONGEST: usize = 160 << 10;

/// The header of a control message: its length in one word, the level, the type (cmsg(3)).
const HEADER: usize = size_of::<usize>() + 2 * size_of::<libc::c_int>();

pub(super) fn send(socket: &Socket, message: &[u8], files: &[BorrowedFd<'_>]) -> io::Result<()> {
    let mut control = Vec::new();
    if !files.is_empty() {
        let length = HEADER + size_of_val(files);
        control.extend(length.to_ne_bytes());
        control.extend(libc::SOL_SOCKET.to_ne_bytes());
        control.extend(libc::SCM_RIGHTS.to_ne_bytes());
        control.extend(files.iter().flat_map(|file| file.as_raw_fd().to_ne_bytes()));
        control.resize(length.next_multiple_of(size_of::<usize>()), 0);
    }
    let bytes = [io::IoSlice::new(message)];
    let header = MsgHdr::new().with_buffers(&bytes).with_control(&control);
    socket.sendmsg(&header, libc::MSG_NOSIGNAL).map(drop)
}

/// One message and the files with it; an empty one at the end.
pub(super) fn receive(socket: &Socket) -> io::Result<(Vec<u8>, Vec<OwnedFd>)> {
    const FILES: usize = 3;
    let length = socket.recv_with_flags(&mut [], libc::MSG_PEEK | libc::MSG_TRUNC)?;
    let mut message = Room::new(length.min(LONGEST));
    let mut control = Room::new((HEADER + FILES * size_of::<libc::c_int>()).next_multiple_of(size_of::<usize>()));
    let mut bytes = [MaybeUninitSlice::new(message.slice())];
    let mut header = MsgHdrMut::new().with_buffers(&mut bytes).with_control(control.slice());
    let received = socket.recvmsg(&mut header, libc::MSG_CMSG_CLOEXEC)?;
    let control_length = header.control_len();
    let mut files = Vec::new();
    for (level, kind, data) in control_messages(&control.filled(control_length)) {
        if (level, kind) == (libc::SOL_SOCKET, libc::SCM_RIGHTS) {
            let (numbers, _) = data.as_chunks();
            // SAFETY: the kernel has just made these descriptors for this process, and nobody else knows their numbers.
            files.extend(numbers.iter().map(|number| unsafe { OwnedFd::from_raw_fd(i32::from_ne_bytes(*number)) }));
        }
    }
    Ok((message.filled(received), files))
}
