using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime.Text;

namespace Psa.Samples.BillingRun;

/// <summary>The options, their help and their checks.</summary>
public sealed class CommandLine
{
    private const int MostCustomers = 1_000_000;

    /// <summary>The last date that can be billed.</summary>
    internal static readonly LocalDate LastDate = new(2099, 12, 31);

    private static readonly LocalDate FirstDate = new(2000, 1, 1);

    private static readonly string[] Allowed = [SampleOptions.AllowOlder, SampleOptions.AllowShrinking, SampleOptions.AllowDifferent, SampleOptions.AllowRefusedRows];

    private readonly Option<string[]> _usage = new("--usage")
    {
        HelpName = "FILE...",
        Description = "Bill a cloud bill: CSV in FOCUS 1.0 to 1.2, plain or gzipped; all files of one export together. The billed cost of sub-accounts is passed on with 10 %. A later export of the same account and month replaces the earlier one.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _scope = new("--scope")
    {
        HelpName = "NAME",
        Description = "What the files are all of, such as a subscription or an export. Default: the billing account of each row. Goes with --usage, as do the next three.",
    };

    private readonly Option<Instant?> _deliveredAt = new("--delivered")
    {
        HelpName = "MOMENT",
        Description = "When the provider made the files, as 2026-03-10T06:00:00Z: an older export never replaces a newer one. Default: now.",
        CustomParser = ParseMoment,
    };

    private readonly Option<bool> _newCustomers = new("--new-customers")
    {
        Description = "Make customers for sub-accounts that the database doesn't have. The first bill of a database always makes its customers; later, rows of unknown ids are refused without this.",
    };

    private readonly Option<string[]> _allow = new("--allow")
    {
        HelpName = "WHAT",
        Description = "What an export may do only when it is said: be older than the one it replaces, shrinking to less than half of it, different from all of it, or lack refused-rows.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _customers = new("--customers")
    {
        HelpName = "N",
        Description = "Bill a generated company with so many customers, 1 to 1000000, of four services each.",
        CustomParser = argument => ParseNumber(argument, 1, MostCustomers),
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        HelpName = "S",
        Description = "The seed of the generated company: the same seed gives the same customers. Default: 1. Goes with --customers.",
        CustomParser = argument => ParseNumber(argument, 0, int.MaxValue),
    };

    private readonly Option<string> _database = new("--database")
    {
        HelpName = "FILE",
        Description = "The SQLite file; made when it isn't there. Default: a file in the current folder, named after what is billed.",
    };

    private readonly Option<string> _postgres = new("--postgres")
    {
        HelpName = "CONNECTION",
        Description = "A PostgreSQL database instead of a file, as \"Host=localhost;Username=me;Database=psa\"; our tables go into the schema psa.",
    };

    private readonly Option<LocalDate?> _through = new("--through")
    {
        HelpName = "DATE",
        Description = "Bill what is due on or before that date, as 2026-03-31; it is the invoice date, too. Default: 2026-03-31, or the end of the last month in FILE.",
        CustomParser = ParseDate,
    };

    private readonly Option<string> _prices = new("--prices")
    {
        HelpName = "FILE",
        Description = "Import prices into the default price list before billing: CSV with the columns number and price, and unit, from and currency where wanted. Rows that can't be used are said line by line, all others go in.",
    };

    private readonly Option<string> _json = new("--json")
    {
        HelpName = "OUT",
        Description = "Write the run, all invoices of its date, what is blocked and what was imported as one JSON document. A file is replaced when the document is complete; a pipe or device is written to.",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="run">What to do with good options.</param>
    public CommandLine(Func<SampleOptions, CancellationToken, Task<int>> run)
    {
        Command = new RootCommand(
            """
            Bills a company of managed services from contracts and usage into a SQLite file: checklist, preview, calculation, review, issue,
            one line explained in words, and a second run that finds nothing left to bill. Without options it bills the company that ships with it.

            Examples:
              Psa.Samples.BillingRun
              Psa.Samples.BillingRun --customers 2000 --seed 7 --json out.json
              Psa.Samples.BillingRun --usage focus.csv --database cloud.db
              Psa.Samples.BillingRun --usage part-1.csv.gz part-2.csv.gz --database cloud.db --new-customers

            Exit codes:
              0  done
              1  a fault of the program: please report it
              2  an option, a file, the database or an output can't be used, or is full: the message says what to do, and whether nothing was changed
              3  interrupted between two commits: the same command resumes where it stopped, also after a kill -9
              4  all is done, but rows of the usage or price files were refused: what they hold is billed to nobody
            """)
        {
            _usage, _scope, _deliveredAt, _newCustomers, _allow, _customers, _seed, _database, _postgres, _through, _prices, _json,
        };
        Command.Validators.Add(Check);
        Command.SetAction((result, cancellation) => run(Read(result), cancellation));
    }

    /// <summary>Gets the command.</summary>
    public RootCommand Command { get; }

    private static LocalDate? ParseDate(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;
        var parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success || parsed.Value < FirstDate || parsed.Value > LastDate)
        {
            argument.AddError($"'{text}' is no date from {FirstDate:R} to {LastDate:R}: write --through 2026-03-31.");
            return null;
        }

        return parsed.Value;
    }

    private static Instant? ParseMoment(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!parsed.Success || parsed.Value.Year < FirstDate.Year || parsed.Value.Year > LastDate.Year)
        {
            argument.AddError($"'{text}' is no moment from {FirstDate:R} to {LastDate:R}: write --delivered 2026-03-10T06:00:00Z.");
            return null;
        }

        return parsed.Value.ToInstant();
    }

    private static int? ParseNumber(ArgumentResult argument, int low, int high)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : string.Empty;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high)
        {
            return number;
        }

        argument.AddError(FormattableString.Invariant($"'{text}' is no number from {low} to {high}, as {((OptionResult)argument.Parent!).Option.Name} needs it."));
        return null;
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private void Check(CommandResult result)
    {
        if (IsGiven(result, _usage) && IsGiven(result, _customers))
        {
            result.AddError("--usage and --customers are two different companies: give one of them.");
        }

        if (IsGiven(result, _seed) && !IsGiven(result, _customers))
        {
            result.AddError("--seed is the seed of generated customers: add --customers N.");
        }

        if (IsGiven(result, _database) && IsGiven(result, _postgres))
        {
            result.AddError("--database and --postgres are two different places: give one of them.");
        }

        foreach (var option in new Option[] { _scope, _deliveredAt, _newCustomers, _allow })
        {
            if (IsGiven(result, option) && !IsGiven(result, _usage))
            {
                result.AddError($"{option.Name} says something of a cloud bill: add --usage FILE.");
            }
        }

        foreach (var what in result.GetValue(_allow) ?? [])
        {
            if (!Allowed.Contains(what))
            {
                result.AddError($"'{what}' is nothing to allow: {_allow.Name} takes {string.Join(", ", Allowed)}.");
            }
        }

        foreach (var option in new Option[] { _usage, _scope, _database, _postgres, _prices, _json })
        {
            if (result.GetResult(option) is { Implicit: false } given && given.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{option.Name} needs {(option == _postgres ? "a connection string" : option == _scope ? "a name" : "the name of a file")}.");
            }
        }
    }

    private SampleOptions Read(ParseResult result) => new()
    {
        Usage = result.GetValue(_usage) ?? [],
        Scope = result.GetValue(_scope),
        DeliveredAt = result.GetValue(_deliveredAt),
        NewCustomers = result.GetValue(_newCustomers),
        Allow = result.GetValue(_allow) ?? [],
        Customers = result.GetValue(_customers),
        Seed = result.GetValue(_seed) ?? 1,
        Database = result.GetValue(_database),
        PostgreSql = result.GetValue(_postgres),
        Through = result.GetValue(_through),
        Prices = result.GetValue(_prices),
        Json = result.GetValue(_json),
    };
}
