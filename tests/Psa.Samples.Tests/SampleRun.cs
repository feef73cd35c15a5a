using System.Text.Json;
using Psa.Samples.BillingRun;

namespace Psa.Samples.Tests;

/// <summary>Runs the sample inside the test's process, in a folder of its own that goes away with it.</summary>
internal sealed class SampleRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psa-sample-").FullName;

    /// <summary>Gets the exit code of the last run.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Gets what the last run said.</summary>
    public string Output { get; private set; } = string.Empty;

    /// <summary>Gets what the last run complained about.</summary>
    public string Error { get; private set; } = string.Empty;

    public string Database => PathOf("world.db");

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public async Task<int> RunAsync(params string[] args) => await RunAsync(TestContext.Current.CancellationToken, args);

    public async Task<int> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        ExitCode = await Cli.RunAsync(args, output, error, cancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
        return ExitCode;
    }

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Bills into the folder's database and reads the document.</summary>
    public Task<JsonElement> BillAsync(params string[] args) => BillAsync(0, args);

    /// <summary>Bills usage of which rows are refused.</summary>
    public Task<JsonElement> BillWithoutRefusedAsync(params string[] args) => BillAsync(4, args);

    private async Task<JsonElement> BillAsync(int expected, string[] args)
    {
        var json = PathOf("out.json");
        await RunAsync([.. args, "--database", Database, "--json", json]);
        Assert.True(ExitCode == expected, $"exit {ExitCode}: {Error}");
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(json, TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // a pooled connection may still hold the file: the folder is a temporary one
        }
    }
}
