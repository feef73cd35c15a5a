using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psa.Attack.Worker;

/// <summary>
/// Hears every write, cut and removal of SQLite before the operating system does, and may refuse it or end the process there. It uses what SQLite has for its own tests
/// (<c>sqlite3_vfs.xSetSystemCall</c>), so nothing has to be installed; on Linux only.
/// </summary>
public static unsafe class SqliteWrites
{
    /// <summary>What <see cref="Handler"/> returns to let it happen.</summary>
    public const int Allowed = 0;

    /// <summary>What <see cref="Handler"/> returns for a disk without space.</summary>
    public const int NoSpace = 28;

    // where sqlite3_vfs (version 3, 64 bits) has its functions
    private const int SetSystemCall = 144;
    private const int GetSystemCall = 152;

    private static readonly Lock Gate = new();
    private static delegate* unmanaged<int, byte*, nuint, long, nint> _pwrite;
    private static delegate* unmanaged<int, byte*, nuint, nint> _write;
    private static delegate* unmanaged<int, long, int> _ftruncate;
    private static delegate* unmanaged<byte*, int> _unlink;
    private static bool _isInstalled;

    /// <summary>Gets or sets who hears of it: gives 0 to let it happen, or the number of the operating system's error.</summary>
    public static Func<SqliteWrite, int>? Handler { get; set; }

    /// <summary>Gets whether it can be done here.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Takes SQLite's calls over, once a process.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (_isInstalled)
            {
                return;
            }

            SQLitePCL.Batteries_V2.Init();
            var library = NativeLibrary.Load("e_sqlite3", typeof(SqliteWrites).Assembly, null);
            var find = (delegate* unmanaged<byte*, byte*>)NativeLibrary.GetExport(library, "sqlite3_vfs_find");
            var vfs = find(null);
            _pwrite = (delegate* unmanaged<int, byte*, nuint, long, nint>)Replace(vfs, "pwrite64"u8, (nint)(delegate* unmanaged<int, byte*, nuint, long, nint>)&OnPwrite);
            var other = (delegate* unmanaged<int, byte*, nuint, long, nint>)Replace(vfs, "pwrite"u8, (nint)(delegate* unmanaged<int, byte*, nuint, long, nint>)&OnPwrite);
            _pwrite = _pwrite is null ? other : _pwrite;
            _write = (delegate* unmanaged<int, byte*, nuint, nint>)Replace(vfs, "write"u8, (nint)(delegate* unmanaged<int, byte*, nuint, nint>)&OnWrite);
            _ftruncate = (delegate* unmanaged<int, long, int>)Replace(vfs, "ftruncate"u8, (nint)(delegate* unmanaged<int, long, int>)&OnFtruncate);
            _unlink = (delegate* unmanaged<byte*, int>)Replace(vfs, "unlink"u8, (nint)(delegate* unmanaged<byte*, int>)&OnUnlink);
            _isInstalled = true;
        }
    }

    /// <summary>Ends this process as <c>kill -9</c> does.</summary>
    public static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private static nint Replace(byte* vfs, ReadOnlySpan<byte> name, nint ours)
    {
        fixed (byte* text = name)
        {
            var old = (*(delegate* unmanaged<byte*, byte*, nint>*)(vfs + GetSystemCall))(vfs, text);
            if (old != 0)
            {
                (*(delegate* unmanaged<byte*, byte*, nint, int>*)(vfs + SetSystemCall))(vfs, text, ours);
            }

            return old;
        }
    }

    [UnmanagedCallersOnly]
    private static nint OnPwrite(int file, byte* buffer, nuint count, long offset)
    {
        var error = Ask("write", file, offset, (long)count);
        return error == Allowed ? _pwrite(file, buffer, count, offset) : Refuse(error);
    }

    [UnmanagedCallersOnly]
    private static nint OnWrite(int file, byte* buffer, nuint count)
    {
        var error = Ask("write", file, -1, (long)count);
        return error == Allowed ? _write(file, buffer, count) : Refuse(error);
    }

    [UnmanagedCallersOnly]
    private static int OnFtruncate(int file, long size)
    {
        var error = Ask("cut", file, size, 0);
        return error == Allowed ? _ftruncate(file, size) : (int)Refuse(error);
    }

    [UnmanagedCallersOnly]
    private static int OnUnlink(byte* path)
    {
        var error = Ask(new("remove", Marshal.PtrToStringUTF8((nint)path) ?? string.Empty, 0, 0));
        return error == Allowed ? _unlink(path) : (int)Refuse(error);
    }

    private static int Ask(string operation, int file, long offset, long count) =>
        Handler is null ? Allowed : Ask(new(operation, new FileInfo($"/proc/self/fd/{file}").LinkTarget ?? string.Empty, offset, count));

    // nothing may be thrown through SQLite
    private static int Ask(SqliteWrite write)
    {
        try
        {
            return Handler?.Invoke(write) ?? Allowed;
        }
#pragma warning disable CA1031 // told, then the process ends: a handler has no business to fail
        catch (Exception e)
        {
            Environment.FailFast("A handler of writes has failed.", e);
            return NoSpace;
        }
#pragma warning restore CA1031
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Refuse(int error)
    {
        Marshal.SetLastSystemError(error);
        return -1;
    }
}

/// <summary>What SQLite is about to do to a file.</summary>
/// <param name="Operation"><c>write</c>, <c>cut</c> or <c>remove</c>.</param>
/// <param name="Path">The file.</param>
/// <param name="Offset">Where it writes, or the new length.</param>
/// <param name="Count">How many bytes.</param>
public readonly record struct SqliteWrite(string Operation, string Path, long Offset, long Count);
