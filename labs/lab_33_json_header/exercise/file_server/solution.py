import hashlib
import json
import os
import socket
import struct
import threading

LONGEST_NAME = 4096
# Without links and "..", so that it can be compared with the path of a file.
FOLDER = os.path.realpath(os.environ["SOCKLAB_DIR"])


def load(name):
    """The bytes of a file in the folder. OSError or ValueError if there is none, or not there."""
    path = os.path.realpath(os.path.join(FOLDER, name))  # where "..", "/" and links lead to
    if os.path.commonpath([FOLDER, path]) != FOLDER or not os.path.isfile(path):
        raise FileNotFoundError(name)
    with open(path, "rb") as file:
        return file.read()


def reply(name):
    """Length, header and file in one piece."""
    try:
        # Read once: size, digest and bytes are of the same file even if it is written to meanwhile.
        data = load(name)
        header = {"filename": name, "md5": hashlib.md5(data).hexdigest(), "total_size": len(data)}
    except (OSError, ValueError):  # ValueError: a name with a zero byte
        # One text for everything: it does not tell which files exist elsewhere.
        data = b""
        header = {"filename": name, "error": "no such file", "total_size": 0}
    header = json.dumps(header).encode()
    return struct.pack("<i", len(header)) + header + data


def serve(conn):
    """Answers one request after the other, until the client ends or sends what is no request."""
    # makefile's read(n) goes on until it has n bytes; it returns less only at the end of the stream.
    with conn, conn.makefile("rb") as requests:
        while len(head := requests.read(4)) == 4:
            (length,) = struct.unpack("<i", head)
            if not 0 <= length <= LONGEST_NAME:
                return
            name = requests.read(length)
            if len(name) < length:
                return
            conn.sendall(reply(name.decode(errors="replace")))


def serve_quietly(conn):
    try:
        serve(conn)
    except OSError:
        pass  # the client has left in the middle


def main():
    host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
    with socket.create_server((host, int(port))) as listener:
        while True:
            try:
                conn, _ = listener.accept()
            except OSError:
                continue  # the client was gone before it was accepted
            # A thread for each: who reads slowly keeps nobody waiting.
            threading.Thread(target=serve_quietly, args=(conn,), daemon=True).start()


main()
