"""Eight plain checks of tcp-echo for check50: one good case each, as a course would write them."""

import contextlib
import os
import socket
import struct
import time

import check50

ADDRESS = "127.0.0.1"


@contextlib.contextmanager
def server():
    with socket.create_server((ADDRESS, 0)) as free:
        port = free.getsockname()[1]
    process = check50.run("/usr/bin/python3 server.py", env={"SOCKLAB_ADDR": f"{ADDRESS}:{port}"})
    try:
        yield port
    finally:
        process.kill()


def connect(port):
    deadline = time.monotonic() + 5
    while True:
        try:
            return socket.create_connection((ADDRESS, port), timeout=5)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise check50.Failure("nobody listens")
            time.sleep(0.002)


def talk(client, data):
    client.sendall(data)
    answer = b""
    while len(answer) < len(data):
        part = client.recv(65536)
        if not part:
            raise check50.Mismatch(data.upper(), answer)
        answer += part
    if answer != data.upper():
        raise check50.Mismatch(data.upper(), answer)


@check50.check()
def echo_upper():
    """sends a client's bytes back in capitals"""
    with server() as port, connect(port) as client:
        talk(client, b"Hello, 42 sockets!\n")


@check50.check(echo_upper)
def echo_again():
    """answers several messages"""
    with server() as port, connect(port) as client:
        for number in range(3):
            talk(client, f"line {number}\n".encode())


@check50.check(echo_upper)
def next_client():
    """serves the next client"""
    with server() as port:
        for number in range(3):
            with connect(port) as client:
                talk(client, f"client {number}\n".encode())


@check50.check(echo_upper)
def survives_reset():
    """survives a reset"""
    with server() as port:
        with connect(port) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with connect(port) as client:
            talk(client, b"still there?\n")


@check50.check(echo_upper)
def split_write():
    """answers bytes that come in two pieces"""
    with server() as port, connect(port) as client:
        client.sendall(b"every cut ")
        time.sleep(0.01)
        client.sendall(b"of this line\n")
        answer = b""
        while len(answer) < 23:
            part = client.recv(65536)
            if not part:
                raise check50.Failure("the connection ended too early")
            answer += part
        if answer != b"EVERY CUT OF THIS LINE\n":
            raise check50.Mismatch("EVERY CUT OF THIS LINE\n", answer)


@check50.check(echo_upper)
def large():
    """answers 64 KiB"""
    with server() as port, connect(port) as client:
        talk(client, os.urandom(1 << 15).hex().encode())


@check50.check(echo_upper)
def half_close():
    """sends the rest after a half-close"""
    with server() as port, connect(port) as client:
        client.sendall(b"the end\n")
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while part := client.recv(65536):
            answer += part
        if answer != b"THE END\n":
            raise check50.Mismatch("THE END\n", answer)


@check50.check(echo_upper)
def two_at_once():
    """serves two clients at once"""
    with server() as port, connect(port) as first, connect(port) as second:
        talk(first, b"first\n")
        talk(second, b"second\n")
        talk(first, b"first again\n")
