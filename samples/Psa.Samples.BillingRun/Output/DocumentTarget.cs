namespace Psa.Samples.BillingRun.Output;

/// <summary>
/// Where a document goes. A file appears, or is replaced, in one step when the document is complete, and until then lies beside its place under a name that nobody else has.
/// What is no file, such as a pipe or a device, is written to and never replaced.
/// </summary>
public sealed class DocumentTarget : IDisposable
{
    private readonly string _place;
    private Stream? _stream;
    private string? _temporary;

    private DocumentTarget(string file, string place, Stream? through) => (File, _place, _stream) = (file, place, through);

    /// <summary>Gets the name that was asked for.</summary>
    public string File { get; }

    /// <summary>Checks, by trying, that a document can be written there.</summary>
    /// <param name="file">The name.</param>
    /// <exception cref="SampleException">It is a folder, or in one that isn't there or can't be written to.</exception>
    public static DocumentTarget Of(string file)
    {
        try
        {
            var place = FilePlace.Of(file);
            if (Directory.Exists(place))
            {
                throw new IOException("It is a folder.");
            }

#pragma warning disable CA2000 // the target closes it
            var target = new DocumentTarget(file, place, Through(file, place));
#pragma warning restore CA2000
            if (target._stream is null)
            {
                target.Start();
                target.Dispose();
            }

            return target;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SampleException(SampleErrors.JsonUnwritable, $"'{file}' can't be written: {problem.Message} Give --json a file in a folder that exists.", problem);
        }
    }

    /// <summary>Starts the document.</summary>
    /// <returns>What it is written to.</returns>
    public Stream Start()
    {
        if (_stream is null)
        {
            var temporary = Path.Combine(Path.GetDirectoryName(_place)!, $".psa-{Path.GetRandomFileName()}");
            _stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
            _temporary = temporary;
        }

        return _stream;
    }

    /// <summary>Puts the complete document in its place.</summary>
    public void Complete()
    {
        if (_temporary is null)
        {
            _stream!.WriteByte((byte)'\n');
            _stream.Flush();
        }
        else
        {
            _stream!.Flush();
            _stream.Dispose();
            if (!OperatingSystem.IsWindows() && System.IO.File.Exists(_place))
            {
                System.IO.File.SetUnixFileMode(_temporary, System.IO.File.GetUnixFileMode(_place));
            }

            System.IO.File.Move(_temporary, _place, overwrite: true);
            _temporary = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // what is still buffered belongs to a document that is given up
        }

        _stream = null;
        if (_temporary is not null)
        {
            System.IO.File.Delete(_temporary);
            _temporary = null;
        }
    }

    /// <summary>Opens what is no file. A file is opened too, to see that it may be changed; a pipe can be opened only once, so it stays open.</summary>
    private static Stream? Through(string file, string place)
    {
        if (FilePlace.IsStandardOutput(file))
        {
            return StandardOutput.Open();
        }

        if (!System.IO.File.Exists(place))
        {
            return null;
        }

        var stream = new FileStream(place, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        if (!stream.CanSeek || FilePlace.IsOfTheSystem(place))
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }
}
