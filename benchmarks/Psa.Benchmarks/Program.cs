using Psa.Benchmarks;

return args switch
{
    ["age"] => await AgeCommand.RunAsync(),
    ["reads", .. var rest] => await ReadsCommand.RunAsync(rest),
    ["run", .. var rest] => await RunCommand.RunAsync(rest),
    ["memory", .. var rest] => await MemoryCommand.RunAsync(rest),
    [Child.Seed, var file, var customers] => await Child.SeedAsync(file, int.Parse(customers, CultureInfo.InvariantCulture)),
    [Child.Bill, var file] => await Child.BillAsync(file),
    _ => MicroCommand.Run(args),
};
