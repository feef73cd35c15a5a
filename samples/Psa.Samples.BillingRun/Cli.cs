using System.CommandLine;
using System.CommandLine.Help;
using Psa.Samples.BillingRun.Output;

namespace Psa.Samples.BillingRun;

/// <summary>Runs the sample: arguments in, exit code out. Everything that can go wrong ends here, as one line that says the way out.</summary>
public static class Cli
{
    /// <summary>Runs the sample.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where the story goes.</param>
    /// <param name="error">Where complaints go.</param>
    /// <param name="cancellationToken">Interrupts it between two commits.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        await using var story = new StoryWriter(output);
        await using var complaints = new StoryWriter(error);
        var code = await GuardAsync(() => RunGuardedAsync(args, story, complaints, cancellationToken), complaints);
        await story.FlushAsync();
        if (story.Trouble is not { } trouble)
        {
            return code;
        }

        await WriteAsync(
            complaints,
            SampleErrors.OutputLost,
            $"the output took no more, so the rest of the story is missing ({trouble.Message}); {(code == ExitCode.Done ? "all was done nevertheless." : "what went wrong stands above.")}");
        return code == ExitCode.Done && !story.IsReaderGone ? ExitCode.BadInput : code;
    }

    private static async Task<int> RunGuardedAsync(string[] args, StoryWriter output, StoryWriter error, CancellationToken cancellationToken)
    {
        BillingDemo? demo = null;
        var parsed = new CommandLine((options, token) => (demo = new BillingDemo(options, Screen.Create(output))).RunAsync(token)).Command.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            foreach (var problem in parsed.Errors)
            {
                await WriteAsync(error, SampleErrors.BadOption, problem.Message);
            }

            await error.WriteLineAsync("Nothing was changed. Run it with --help to see what it takes.");
            return ExitCode.BadInput;
        }

        try
        {
            var settings = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            var code = await parsed.InvokeAsync(settings, cancellationToken);
            if (code == ExitCode.RowsRefused)
            {
                await WriteAsync(error, SampleErrors.RowsRefused, demo!.Refusal);
            }

            return code;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted between two commits. Run the same command again to go on.");
            return ExitCode.Interrupted;
        }
        catch (NotConfirmedException waiting)
        {
            await error.WriteLineAsync(waiting.Message);
            return ExitCode.Interrupted;
        }
        catch (SampleException refusal)
        {
            return await RefuseAsync(refusal.Code, refusal.Message);
        }
        catch (PsaException refusal)
        {
            return await RefuseAsync(refusal.Code, refusal.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync(SampleErrors.FileTrouble, $"{problem.Message} Check the files, their folders and the space on their disks.");
        }

        async Task<int> RefuseAsync(string code, string message)
        {
            await WriteAsync(error, code, message);
            await error.WriteLineAsync(demo is { HasBegun: true } ? "What was committed until then stays; the same command goes on." : "Nothing was changed.");
            return ExitCode.BadInput;
        }
    }

#pragma warning disable CA1031 // the end of the program: whatever is left is a fault, told in full
    private static async Task<int> GuardAsync(Func<Task<int>> run, StoryWriter error)
    {
        try
        {
            return await run();
        }
        catch (Exception fault)
        {
            await WriteAsync(error, "internal.fault", $"please report this. What is committed stays, and the same command goes on.{Environment.NewLine}{fault}");
            return ExitCode.Failed;
        }
    }
#pragma warning restore CA1031

    private static Task WriteAsync(StoryWriter error, string code, string message) => error.WriteLineAsync($"error {code}: {message}");
}
