using Microsoft.Win32.SafeHandles;

#pragma warning disable CA2000 // the output belongs to the process and is closed with it

namespace Psa.Samples.BillingRun.Output;

/// <summary>The process's output, so that a reader who has left is noticed: the console's own stream says nothing of it.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>Gives what the story is written to.</summary>
    internal static TextWriter Writer()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.Out;
        }

        return TextWriter.Synchronized(new StreamWriter(Open()) { AutoFlush = true });
    }

    /// <summary>Opens the output as it stands. In a file, whoever else writes there goes on behind what was written.</summary>
    internal static Stream Open()
    {
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!stream.CanSeek)
                {
                    return stream;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // closed: the console's stream says so when it is written to
            }
        }

        return Console.OpenStandardOutput();
    }
}
