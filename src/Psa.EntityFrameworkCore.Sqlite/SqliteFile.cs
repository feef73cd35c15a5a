namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>What the operating system says of a file that SQLite refused.</summary>
internal static class SqliteFile
{
    // less than what SQLite takes at once: a page, or a part of its shared memory
    private const long Least = 64 * 1024;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Refuses a file of one byte, which SQLite takes for an empty one and would write over; with a journal beside it SQLite knows better.</summary>
    internal static void RefuseOneByte(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 1 } && !File.Exists(path + "-journal"))
        {
            throw SqliteErrors.NotOurs(path);
        }
    }

    /// <summary>
    /// Tells whether a file begins as SQLite's do. Only for one that SQLite refused: when the stream is closed, all locks of this process on the file are gone.
    /// </summary>
    internal static bool HasMagic(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> start = stackalloc byte[Magic.Length];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Tells whether nothing can be written beside a file: when a log can't be made, SQLite doesn't say why.</summary>
    internal static bool HasNoSpace(string path)
    {
        try
        {
            return Path.GetDirectoryName(path) is { Length: > 0 } folder && Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace < Least;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
