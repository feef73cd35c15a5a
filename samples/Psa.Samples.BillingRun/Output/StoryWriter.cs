using System.Text;

namespace Psa.Samples.BillingRun.Output;

/// <summary>
/// An output that may be closed or full: what it doesn't take is dropped and remembered, so that the billing goes on and can say at its end what became of the story.
/// </summary>
internal sealed class StoryWriter(TextWriter output) : TextWriter
{
    // EPIPE, and what Windows calls it
    private static readonly int[] ReaderIsGone = [32, 109, 232];

    private readonly Lock _lock = new();

    /// <summary>Gets why the output took no more, or <see langword="null"/>.</summary>
    internal Exception? Trouble { get; private set; }

    /// <summary>Gets whether whoever read it has left, as <c>head</c> does.</summary>
    internal bool IsReaderGone => Trouble is IOException && ReaderIsGone.Contains(Trouble.HResult & 0xFFFF);

    /// <summary>Gets whether the output is the terminal of somebody who can be asked.</summary>
    internal bool IsTerminal => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !Console.IsInputRedirected;

    /// <summary>Gets the output itself, which a terminal must be given.</summary>
    internal TextWriter Output => output;

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => Try(output.Flush);

    public override Task WriteAsync(char value) => Done(() => Write(value));

    public override Task WriteAsync(string? value) => Done(() => Write(value));

    public override Task WriteLineAsync(string? value) => Done(() => WriteLine(value));

    public override Task FlushAsync() => Done(Flush);

    private static Task Done(Action write)
    {
        write();
        return Task.CompletedTask;
    }

    private void Try(Action write)
    {
        lock (_lock)
        {
            if (Trouble is not null)
            {
                return;
            }

            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                Trouble = e;
            }
        }
    }
}
