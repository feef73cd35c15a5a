namespace Psa.Samples.BillingRun;

/// <summary>Where a name leads to, through relative paths and links.</summary>
internal static class FilePlace
{
    // as many as an operating system follows
    private const int MostLinks = 40;

    private static readonly string[] SystemFolders = ["/dev/", "/proc/"];
    private static readonly string[] OrdinaryFolders = ["/dev/shm/"];
    private static readonly string[] StandardOutputs = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

    /// <summary>Gives the full name of a file with all links followed, those of its folders too. Names of devices are left as they are.</summary>
    internal static string Of(string file) => Follow(Path.GetFullPath(file), MostLinks);

    /// <summary>Tells whether a place belongs to the operating system: a device, or what a process has open.</summary>
    internal static bool IsOfTheSystem(string place) =>
        !OperatingSystem.IsWindows()
        && Array.Exists(SystemFolders, folder => place.StartsWith(folder, StringComparison.Ordinal))
        && !Array.Exists(OrdinaryFolders, folder => place.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Tells whether a name is that of this process's output.</summary>
    internal static bool IsStandardOutput(string file)
    {
        var place = Of(file);
        return !OperatingSystem.IsWindows() && (StandardOutputs.Contains(place) || place == $"/proc/{Environment.ProcessId}/fd/1");
    }

    /// <summary>Tells whether two names are those of one file, hard links included.</summary>
    internal static bool IsSame(string one, string other)
    {
        var (a, b) = (Of(one), Of(other));
        return string.Equals(a, b, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) || IsHardLink(a, b);
    }

    private static string Follow(string place, int links)
    {
        if (IsOfTheSystem(place) || Path.GetDirectoryName(place) is not { } folder)
        {
            return place;
        }

        var real = Path.Combine(Follow(folder, links), Path.GetFileName(place));
        var target = new FileInfo(real).LinkTarget;
        return target is null ? real
            : links == 0 ? throw new IOException("Its links lead in a circle.")
            : Follow(Path.GetFullPath(target, Path.GetDirectoryName(real)!), links - 1);
    }

    /// <summary>Two files of the same length: when one is locked, only the same one is locked as well.</summary>
    private static bool IsHardLink(string one, string other)
    {
        var (a, b) = (new FileInfo(one), new FileInfo(other));
        if (!a.Exists || !b.Exists || a.Length == 0 || a.Length != b.Length || a.LastWriteTimeUtc != b.LastWriteTimeUtc || IsOfTheSystem(one) || IsOfTheSystem(other))
        {
            return false;
        }

        try
        {
            using (Open(other, FileShare.Read))
            {
            }

            using var locked = Open(one, FileShare.None);
            using var again = Open(other, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream Open(string file, FileShare share) => new(file, FileMode.Open, FileAccess.Read, share);
}
