using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Psa.Samples.BillingRun.Output;

/// <summary>Where the sample tells its story: colours, tables and bars on a terminal, the same as plain lines in a file or pipe.</summary>
public sealed class Screen
{
    private const int PlainWidth = 140;

    private readonly IAnsiConsole _console;

    private Screen(IAnsiConsole console, bool isTerminal)
    {
        _console = console;
        IsTerminal = isTerminal;
    }

    /// <summary>Gets whether somebody sits there who can be asked.</summary>
    public bool IsTerminal { get; }

    /// <summary>Makes the screen of an output.</summary>
    /// <param name="output">The process's output, or any writer.</param>
    internal static Screen Create(StoryWriter output)
    {
        var isTerminal = output.IsTerminal;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isTerminal ? output.Output : output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return new(console, isTerminal);
    }

    /// <summary>Starts a step of the story.</summary>
    public void Step(string title)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold]== {title}[/]");
    }

    /// <summary>Says one thing.</summary>
    public void Say(string text) => _console.WriteLine(text);

    /// <summary>Ticks a point of a list off, or leaves it open.</summary>
    public void Tick(bool done, string text) => _console.MarkupLineInterpolated($"  {(done ? "[x]" : "[ ]")} {text}");

    /// <summary>Shows a table; columns whose title starts with <c>&gt;</c> are aligned right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in columns)
        {
            var right = column.StartsWith('>');
            table.AddColumn(new TableColumn(new Text(right ? column[1..] : column)) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = right });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(IRenderable (cell) => new Text(cell)));
        }

        _console.Write(table);
    }

    /// <summary>Asks a question that is answered with yes or no.</summary>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken) =>
        await new ConfirmationPrompt(Markup.Escape(question)).ShowAsync(_console, cancellationToken);

    /// <summary>Shows how far some work is: a bar on a terminal, else a line whenever another tenth is done.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">The work; it calls back with what is done, what there is to do, and a remark.</param>
    public async Task<T> ProgressAsync<T>(string title, Func<IProgress<Progressed>, Task<T>> work)
    {
        if (!IsTerminal)
        {
            return await work(new PlainProgress(title, this));
        }

        return await _console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = new BarProgress(context.AddTask(Markup.Escape(title)), title);
                var result = await work(bar);
                bar.Finish();
                return result;
            });
    }

    private sealed class BarProgress(ProgressTask task, string title) : IProgress<Progressed>
    {
        public void Report(Progressed value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = Markup.Escape($"{title} {value.Remark}".TrimEnd());
        }

        public void Finish() => task.Value = task.MaxValue;
    }

    private sealed class PlainProgress(string title, Screen screen) : IProgress<Progressed>
    {
        private const int Steps = 10;
        private readonly Lock _lock = new();
        private long _said = -1;

        public void Report(Progressed value)
        {
            lock (_lock)
            {
                var step = value.Total == 0 ? Steps : value.Done * Steps / value.Total;
                if (step > _said)
                {
                    _said = step;
                    screen.Say(string.Create(CultureInfo.InvariantCulture, $"  {title} {value.Done} of {value.Total} {value.Remark}").TrimEnd());
                }
            }
        }
    }
}

/// <summary>How far some work is.</summary>
/// <param name="Done">What is done.</param>
/// <param name="Total">What there is to do.</param>
/// <param name="Remark">What else to say.</param>
public readonly record struct Progressed(long Done, long Total, string Remark = "");
